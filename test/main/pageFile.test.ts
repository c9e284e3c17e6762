import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { pageFile } from '../../electron/main/pageFile.ts';

const folder = resolve('page');

test.each([
  ['app://drydock/index.html', 'index.html'],
  ['app://drydock/assets/main-1.js?v=2#x', 'assets/main-1.js'],
  ['app://drydock/assets/a%20b.svg', 'assets/a b.svg'],
])('%s is a file of the page', (address, file) => {
  expect(pageFile(folder, address)).toBe(join(folder, file));
});

test.each([
  ['app://drydock/'],
  ['app://drydock//etc/passwd'],
  ['app://drydock/..%2fmain/main.js'],
  ['app://drydock/%2e%2e%2fmain/main.js'],
  ['app://drydock/..%5cmain.js'],
  ['app://drydock/a/..%2f..%2fb'],
  ['app://drydock/%00'],
  ['app://drydock/%ff'],
  ['app://drydock/c:/windows'],
  ['app://drydock/.env'],
  ['app://other/index.html'],
  ['https://drydock/index.html'],
  ['file:///etc/passwd'],
  ['nonsense'],
])('%s is none', (address) => {
  expect(pageFile(folder, address)).toBeNull();
});
