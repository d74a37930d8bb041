/**
 * Chromium for the tests that run in a browser: the path in CHROMIUM, or the first of its usual names on PATH. Where
 * none is found the tests skip and say so; where CI is set they fail instead, so that nobody skips them for good.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import type { TestContext } from 'vitest';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Nothing that a browser does of its own accord: no update, no sync, no first-run page. */
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a Chromium, or null. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Launches Chromium, or skips the test that asks, or fails it where CI is set. */
export async function launchChromium(test: TestContext): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath !== null) return chromium.launch({ executablePath, args: QUIET });
  const reason = 'no Chromium found on PATH or in CHROMIUM';
  if (process.env['CI']) throw new Error(reason);
  process.stdout.write(`skipped "${test.task.name}": ${reason}\n`);
  return test.skip(reason);
}
