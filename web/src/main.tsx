import { render } from 'preact';
import { App } from './app.tsx';
import { followAddress } from './state/route.ts';
import { takeTokenFromAddress } from './state/session.ts';
import { applyTheme } from './state/theme.ts';
import './style/main.css';

takeTokenFromAddress();
applyTheme();
followAddress();
render(<App />, document.getElementById('page') as HTMLElement); // index.html has it
