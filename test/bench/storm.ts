import { generate, REGIMES } from './workload.js';
import { runStorm } from './storm-program.js';
for (const n of (process.argv[2] ?? '10000').split(',').map(Number)) for (const r of REGIMES) {
  if (process.argv[3] && process.argv[3] !== r) continue;
  const w = generate(r, n);
  let best = Infinity, ev = 0;
  for (let k = 0; k < 3; k++) { const t = performance.now(); ev = runStorm(w).events; best = Math.min(best, performance.now() - t); }
  console.log(r, n, (best / 1000).toFixed(3), ev, (best*1e3 / ev).toFixed(2) + ' us/event');
}
