import type { Member } from './member.ts';
import type { Relay } from './relay.ts';
import { type Offer, offerCopy } from './relay-program.ts';
import { type Survey, survey } from './survey.ts';

/** Looks what a node holds, and has it offer that to the others. */
export async function prepareMember(relay: Relay, member: Member): Promise<Offer | undefined> {
  try {
    const found = await survey(member.party.host, relay.artifact, relay.signal);
    const offer = await makeOffer(relay, member, found);
    member.port = offer?.port;
    void offer?.ended.then(() => {
      member.port = undefined;
    });
    member.bytes = found.bytes;
    if (found.isWhole) member.succeed();
    else member.state = 'waiting';
    return offer;
  } catch (error) {
    return member.fail(error);
  }
}

async function makeOffer({ members, artifact, ending }: Relay, member: Member, { hasPython }: Survey) {
  const { host, address } = member.party;
  if (!hasPython) member.apart = 'it has no python3 to receive it from another node';
  else if (address === undefined) member.apart = 'its address in the cluster is not known';
  else {
    const peers = members.flatMap(({ party }) => (party === member.party ? [] : (party.address ?? [])));
    return await offerCopy(host, artifact, { address, peers, signal: ending });
  }
  return undefined;
}
