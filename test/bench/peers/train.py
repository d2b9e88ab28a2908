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


def digit_autoencoder():
    """Ends before its sigmoid, which the loss contains."""
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(), nn.Upsample(scale_factor=2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(),
        nn.Upsample(scale_factor=2), nn.Conv2d(16, 1, 3, padding=1),
    )


def vgg16():
    layers, channels = [], 3
    for filters, count in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(count):
            layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU()]
            channels = filters
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


def sparse_squared_error(network):
    """Half the squared error of a flag, and 0.25 times the divergence of each hidden unit's mean from 0.25."""
    encoder, decoder, rho, beta = network[:2], network[2:], 0.25, 0.25

    def loss(values):
        code = encoder(values)
        mean = code.mean(0)
        divergence = (rho * torch.log(rho / mean) + (1 - rho) * torch.log((1 - rho) / (1 - mean))).sum()
        return ((decoder(code) - values) ** 2).sum() / (2 * len(values)) + beta * divergence

    return loss


def trainer(network, batch, shape, loss, optimiser):
    pictures = torch.randint(0, 256, (batch, *shape), dtype=torch.uint8)

    def step():
        values = pictures.float() / 255
        optimiser.zero_grad(set_to_none=True)
        loss(values).backward()
        optimiser.step()

    return step


def compared(network, loss):
    return lambda values: loss(network(values), values)


def opened():
    if name == "vgg16-forward":
        network, pictures = vgg16().eval(), torch.rand(1, 3, 224, 224)

        def step():
            with torch.no_grad():
                network(pictures)

        return step
    if name == "dense-autoencoder":
        network = dense_autoencoder()
        return trainer(network, 72, (20808,), sparse_squared_error(network), torch.optim.SGD(network.parameters(), lr=1e-4))
    network, shape, loss = {
        "conv-autoencoder": (conv_autoencoder(), (3, 64, 96), nn.MSELoss()),
        "digit-autoencoder": (digit_autoencoder(), (1, 28, 28), nn.BCEWithLogitsLoss()),
    }[name]
    return trainer(network, 64, shape, compared(network, loss), torch.optim.Adam(network.parameters(), lr=1e-4))


step = opened()
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
