import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { connectBridge, windowBridge } from './platform/bridge.ts';
import { startSession } from './state/session.ts';
import './ui/tokens.css';
import './ui/base.css';

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no element with the id root');

connectBridge(windowBridge());
createRoot(container).render(<App />);
void startSession();
