import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLink, type Link } from './link.ts';

describe('a link', () => {
  it('delivers each frame once and in order, however often its connection is lost', () => {
    const step = fc.oneof(
      fc.record({ act: fc.constant('send' as const), side: fc.integer({ min: 0, max: 1 }) }),
      // A connection that carries so many further messages, and loses the rest.
      fc.record({ act: fc.constant('connect' as const), lasts: fc.integer({ min: 0, max: 12 }) }),
      fc.record({ act: fc.constant('beat' as const), side: fc.integer({ min: 0, max: 1 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const arrived: number[][] = [[], []];
        const sent: number[][] = [[], []];
        let broken = 0;
        const links: Link[] = [0, 1].map((side) =>
          createLink({
            deliver: ([value]) => arrived[side]!.push(value!),
            broken: () => {
              broken += 1;
            },
          }),
        );
        let connection = 0;
        const connect = (lasts: number): void => {
          connection += 1;
          const own = connection;
          let left = lasts;
          const counts = links.map(({ received }) => received);
          for (const link of links) link.detach();
          links.forEach((link, side) => {
            link.attach(
              (data) => {
                if (own !== connection || left <= 0) return;
                left -= 1;
                links[1 - side]!.take(data);
              },
              counts[1 - side]!,
            );
          });
        };
        for (const each of steps) {
          if (each.act === 'connect') connect(each.lasts);
          else if (each.act === 'beat') links[each.side]!.acknowledge();
          else {
            const value = sent[each.side]!.length % 256;
            sent[each.side]!.push(value);
            links[each.side]!.send(new Uint8Array([value]));
          }
        }
        connect(Number.POSITIVE_INFINITY);
        expect(arrived).toEqual([sent[1], sent[0]]);
        expect(broken).toBe(0);
      }),
    );
  });

  it('is broken by a count that nobody sent, and by what is no frame', () => {
    for (const data of ['{"received":1}', '{', new Uint8Array(3), new Uint8Array(16).fill(1)]) {
      let broken = 0;
      const link = createLink({ deliver: () => {}, broken: () => broken++ });
      link.take(data);
      expect(broken, String(data)).toBe(1);
    }
  });
});
