import { TokenForm } from '../components/token-form.tsx';
import { ViewTitle } from '../components/view-title.tsx';

/** What stands there before the page knows its server. */
export function TokenPage() {
  return (
    <>
      <ViewTitle title="Which server is this?" />
      <p>
        This page needs the token of its server. On the machine where <code>bramble serve</code> runs, open the address
        that it prints: the token stands in it. Or paste the token here.
      </p>
      <TokenForm />
    </>
  );
}
