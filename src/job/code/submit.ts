import type { JobEngine } from '../engines.ts';

const ray = (
  workers: number,
): string => `"""Trains on Ray: python submit.py, with RAY_ADDRESS naming a cluster, else on this machine.

On a cluster this folder has to be on storage that all nodes share: its checkpoint is read by whoever takes over.
"""
import os
import sys

os.environ.setdefault('RAY_USAGE_STATS_ENABLED', '0')
os.environ.setdefault('RAY_DEDUP_LOGS', '0')
import ray
import torch
from ray.train import FailureConfig, RunConfig, ScalingConfig
from ray.train.torch import TorchConfig, TorchTrainer

FOLDER = os.path.dirname(os.path.abspath(__file__))


def loop(config):
    sys.path.insert(0, config['folder'])
    import train

    train.main()


if __name__ == '__main__':
    address = os.environ.get('RAY_ADDRESS')
    gpu = torch.cuda.is_available()
    here = {} if address else {'include_dashboard': False, '_node_ip_address': '127.0.0.1', 'num_cpus': ${workers} + 1}
    ray.init(address=address, log_to_driver=True, **here)
    trainer = TorchTrainer(
        loop,
        train_loop_config={'folder': FOLDER},
        scaling_config=ScalingConfig(num_workers=${workers}, use_gpu=gpu, resources_per_worker=None if gpu else {'CPU': 1}),
        torch_config=TorchConfig(backend='nccl' if gpu else 'gloo'),
        # A worker that dies: all start again, from the last checkpoint.
        run_config=RunConfig(name='job', storage_path=os.path.join(FOLDER, 'ray'), failure_config=FailureConfig(max_failures=3)),
    )
    trainer.fit()
    ray.shutdown()
`;

const torchrun = (workers: number): string => `#!/bin/sh
# Trains with torchrun: sh submit.sh. A worker that dies: all start again, from the last checkpoint.
# On several machines run it on each, with this folder on storage that they share and the address of one of them:
#   NODES=2 ADDRESS=HOST:29500 sh submit.sh
cd "$(dirname "$0")" || exit 1
if [ -n "$ADDRESS" ]; then
  set -- --nnodes "\${NODES:-1}" --rdzv-backend c10d --rdzv-endpoint "$ADDRESS" --rdzv-id convas
else
  set -- --standalone --nnodes 1
fi
exec "\${PYTHON:-python3}" -m torch.distributed.run "$@" --nproc-per-node "\${WORKERS:-${workers}}" --max-restarts 3 train.py
`;

/** The script that submits a job, by engine: its name and its text. */
export const submitScript = (
  engine: JobEngine,
  workers: number,
): { readonly path: string; readonly text: string } =>
  engine === 'ray'
    ? { path: 'submit.py', text: ray(workers) }
    : { path: 'submit.sh', text: torchrun(workers) };

export const requirements = (engine: JobEngine): string =>
  ['torch', 'numpy', 'safetensors', ...(engine === 'ray' ? ['ray[train]'] : []), ''].join('\n');
