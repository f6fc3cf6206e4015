"""Runs Python scripts in forks of one process that has imported the frameworks, which takes longer than any of them.

python python_forks.py SOCKET: each connection sends {"script", "cwd"} as JSON and gets {"code", "printed"} back.
"""
import json
import os
import socket
import sys
import traceback

os.environ.update(TF_CPP_MIN_LOG_LEVEL='3', CUDA_VISIBLE_DEVICES='', KERAS_BACKEND='tensorflow')

import numpy  # noqa: F401
import onnx  # noqa: F401
import onnxruntime  # noqa: F401
import safetensors.torch  # noqa: F401
import tensorflow  # noqa: F401
import torch  # noqa: F401
import keras  # noqa: F401


def run(script, cwd):
    os.chdir(cwd)
    try:
        exec(compile(script, 'script', 'exec'), {'__name__': '__main__'})
        return 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except BaseException:
        traceback.print_exc()
        return 1


server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen()
print('ready', flush=True)
while True:
    connection, _ = server.accept()
    asked = b''
    while part := connection.recv(1 << 16):
        asked += part
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 2)
        code = run(**json.loads(asked))
        sys.stderr.flush()
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, 'rb') as printed:
        text = printed.read()
    _, status = os.waitpid(child, 0)
    answer = {'code': os.waitstatus_to_exitcode(status), 'printed': text.decode('utf-8', 'replace')}
    connection.sendall(json.dumps(answer).encode())
    connection.close()
