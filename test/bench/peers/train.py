"""PyTorch on the workloads of test/bench/train/workloads.ts, one a process: train.py <threads> <workload>.

Each line `steps <n>` on standard input is answered by a line of JSON, the milliseconds of each step; `memory` by the peak in MB.
"""
import json
import resource
import sys
import time

try:
    import torch
except ImportError:
    sys.exit("PyTorch is not installed for /usr/bin/python3 (Debian: python3-torch)")
from torch import nn

threads, name = int(sys.argv[1]), sys.argv[2]
torch.set_num_threads(threads)
torch.manual_seed(1)


def conv_autoencoder():
    down, channels = [], 3
    for filters in (16, 32, 64):
        down += [nn.Conv2d(channels, filters, 3, stride=2, padding=1), nn.ReLU()]
        channels = filters
    up = []
    for filters in (32, 16):
        up += [nn.ConvTranspose2d(channels, filters, 3, stride=2, padding=1, output_padding=1), nn.ReLU()]
        channels = filters
    up += [nn.ConvTranspose2d(channels, 3, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid()]
    return nn.Sequential(*down, *up)


def dense_autoencoder():
    return nn.Sequential(nn.Linear(20808, 64), nn.Sigmoid(), nn.Linear(64, 20808), nn.Sigmoid())


def trainer(network, batch, shape):
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-4)
    loss = nn.MSELoss()
    pictures = torch.randint(0, 256, (batch, *shape), dtype=torch.uint8)

    def step():
        values = pictures.float() / 255
        optimiser.zero_grad(set_to_none=True)
        loss(network(values), values).backward()
        optimiser.step()

    return step


step = {
    "conv-autoencoder": lambda: trainer(conv_autoencoder(), 64, (3, 64, 96)),
    "dense-autoencoder": lambda: trainer(dense_autoencoder(), 72, (20808,)),
}[name]()
for _ in range(2):
    step()
print("ready", flush=True)
for line in sys.stdin:
    words = line.split()
    if words[0] == "steps":
        times = []
        for _ in range(int(words[1])):
            started = time.perf_counter()
            step()
            times.append(1000 * (time.perf_counter() - started))
        print(json.dumps(times), flush=True)
    else:
        print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000), flush=True)
