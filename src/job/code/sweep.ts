/** Trains one combination of a sweep's folder, on whatever machine it is started. */
export const pointScript = (convas: readonly string[]): string => `#!/bin/sh
# sh run-point.sh N: trains combination N of this folder, goes on with it where it was interrupted, and does nothing where
# it is done. CONVAS names the command where it is another on this machine.
cd "$(dirname "$0")" || exit 2
convas() {
  if [ -n "$CONVAS" ]; then sh -c "$CONVAS"' "$@"' convas "$@"; else ${convas.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')} "$@"; fi
}
run="runs/$1"
grep -q '"state": *"\\(finished\\|stopped\\|diverged\\)"' "$run/run.json" 2>/dev/null && exit 0
mkdir -p runs
if [ -f "$run/run.json" ]; then
  convas train --resume "$run" --json > "runs/$1.log" || exit 1
else
  rm -rf "$run"
  convas train "points/$1.convas" --out "$run" --json > "runs/$1.log" || exit 1
fi
`;

/** An array of jobs for Slurm. */
export const slurmScript = (name: string, points: readonly string[]): string => `#!/bin/sh
#SBATCH --job-name=${name.replaceAll(/[^\w-]/g, '-').slice(0, 40) || 'convas'}
#SBATCH --array=${points.join(',')}
#SBATCH --cpus-per-task=2
#SBATCH --requeue
#SBATCH --output=runs/slurm-%a.txt
# sbatch slurm.sh, in this folder, which all nodes have to share. Submitted again, it trains what is missing.
sh ./run-point.sh "$SLURM_ARRAY_TASK_ID"
`;

/** Trains the combinations that it is given on Ray, and prints one JSON object for each that has ended. */
export const rayProgram = `"""python submit.py N...: trains these combinations on Ray, with RAY_ADDRESS naming a cluster, else on this machine.

All nodes have to share this folder. A task whose node dies is started again and goes on from its last checkpoint.
"""
import json
import os
import subprocess
import sys

os.environ.setdefault('RAY_USAGE_STATS_ENABLED', '0')
import ray

FOLDER = os.path.dirname(os.path.abspath(__file__))


@ray.remote(num_cpus=float(os.environ.get('CONVAS_CPUS', '1')), max_retries=3)
def train(folder, point, env):
    done = subprocess.run(
        ['sh', os.path.join(folder, 'run-point.sh'), point],
        env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )
    return point, done.returncode, done.stderr[-2000:], ray.get_runtime_context().get_node_id()


if __name__ == '__main__':
    address = os.environ.get('RAY_ADDRESS')
    here = {} if address else {'include_dashboard': False, '_node_ip_address': '127.0.0.1'}
    ray.init(address=address, log_to_driver=False, **here)
    env = {name: value for name, value in os.environ.items() if name.startswith('CONVAS') or name == 'PATH'}
    waiting = [train.remote(FOLDER, point, env) for point in sys.argv[1:]]
    while waiting:
        done, waiting = ray.wait(waiting)
        point, status, printed, node = ray.get(done[0])
        print(json.dumps({'point': point, 'status': status, 'printed': printed, 'node': node}), flush=True)
`;
