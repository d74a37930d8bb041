import { describe, expect, it } from 'vitest';
import { EventWindow } from '../../../src/model/agent/event-window.js';
import { near } from '../tiny-world.js';

/** A task whose last transition has ended at 3 s. */
function quiet(pollSeconds = 5): EventWindow {
  const window = new EventWindow(pollSeconds);
  window.begin();
  window.end(3);
  return window;
}

describe('the window in which an agent only handles events', () => {
  it.each([
    [3, 0],
    [3.5, 4.5],
    [8, 0],
    [8.001, 4.999],
    [12.9, 0.1],
    [13, 0],
  ])('lets it notice what happens at %d s after %d s', (now, seconds) => {
    expect(quiet().noticeSeconds(now)).toEqual(near(seconds, 9));
  });

  it('is not there while something is in transition, and begins anew afterwards', () => {
    const window = quiet();
    window.begin();
    window.begin();
    expect(window.noticeSeconds(4)).toBe(0);
    window.end(4);
    expect(window.noticeSeconds(4.5)).toBe(0);
    window.end(6);
    expect(window.noticeSeconds(7)).toBe(4);
  });

  it('is not there where the agent notices everything at once', () => {
    expect(quiet(0).noticeSeconds(4)).toBe(0);
  });
});
