import { say } from '../say.ts';

/** What Chromium needs to start as root; nothing for anybody else, who keeps the sandbox. */
export function sandboxArguments(): string[] {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  say('started as root: Chromium needs --no-sandbox, so the page runs without its sandbox');
  return ['--no-sandbox'];
}
