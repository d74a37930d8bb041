import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPACITY_CHANGE, EventList, TIMER } from '../../src/kernel/event-list.js';

const nothing = { handle: (): void => {} };

function drain(list: EventList): number[] {
  const order: number[] = [];
  while (list.size > 0) {
    list.take();
    order.push(list.argument);
  }
  return order;
}

describe('the event list', () => {
  it('is empty at first and says so', () => {
    const list = new EventList();
    expect(list.nextTime()).toBe(Infinity);
    expect(list.nextIsCapacityChange()).toBe(false);
    expect(() => list.take()).toThrow('no event is pending');
  });

  it('gives events in the order of time, then kind, then the order in which they were set', () => {
    const list = new EventList();
    list.add(2, TIMER, nothing, 1);
    list.add(1, TIMER, nothing, 2);
    list.add(2, CAPACITY_CHANGE, nothing, 3);
    list.add(2, TIMER, nothing, 4);
    list.add(2, CAPACITY_CHANGE, nothing, 5);
    expect(list.nextIsCapacityChange()).toBe(false);
    expect(drain(list)).toEqual([2, 3, 5, 1, 4]);
  });

  it('calls the handler that was set', () => {
    const list = new EventList();
    const seen: number[] = [];
    list.add(1, TIMER, { handle: (argument) => seen.push(argument) }, 7);
    list.take().handle(list.argument);
    expect(seen).toEqual([7]);
  });

  it('orders any events as a stable sort would, whatever is cancelled in between', () => {
    const event = fc.record({ time: fc.nat(5), isChange: fc.boolean(), isCancelled: fc.boolean() });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (events) => {
        const list = new EventList();
        const timers = events.map(({ time, isChange }, i) =>
          list.add(time, isChange ? CAPACITY_CHANGE : TIMER, nothing, i),
        );
        events.forEach(({ isCancelled }, i) => isCancelled && expect(list.cancel(timers[i]!)).toBe(true));
        const left = events.map((event, i) => ({ ...event, i })).filter(({ isCancelled }) => !isCancelled);
        const kind = ({ isChange }: { isChange: boolean }): number => (isChange ? 0 : 1);
        const expected = left.sort((a, b) => a.time - b.time || kind(a) - kind(b) || a.i - b.i);
        expect(drain(list)).toEqual(expected.map(({ i }) => i));
      }),
    );
  });

  it('does not cancel an event that has happened, nor the one that has taken its place', () => {
    const list = new EventList();
    const first = list.add(1, TIMER, nothing, 1);
    list.take();
    const second = list.add(2, TIMER, nothing, 2);
    expect(list.cancel(first)).toBe(false);
    expect(list.cancel(second)).toBe(true);
    expect(list.cancel(second)).toBe(false);
    expect(list.size).toBe(0);
  });
});
