"""The sparse autoencoder of flags in PyTorch: sparse-autoencoder.py <folder> <settings as JSON>.

The folder holds raw numbers: starting weights (dense, in × out), the flags of each part as bytes, and the order of every epoch.
Prints the losses of each part at the wanted epochs as JSON.
"""
import json
import sys
from pathlib import Path

try:
    import numpy
    import torch
except ImportError:
    sys.exit("PyTorch is not installed for /usr/bin/python3 (Debian: python3-torch)")

folder, settings = Path(sys.argv[1]), json.loads(sys.argv[2])
VALUES, UNITS, RHO, BETA, MARGIN = 20808, 64, 0.25, 0.25, 1e-6
torch.set_num_threads(1)
torch.set_flush_denormal(True)
FLOAT = getattr(torch, settings["float"])


def read(name, kind):
    return numpy.fromfile(folder / name, dtype=kind)


def weight(name, *shape):
    return torch.tensor(read(name, numpy.float32).reshape(shape), dtype=FLOAT, requires_grad=True)


weights = [weight("hidden.weight", VALUES, UNITS), weight("hidden.bias", UNITS), weight("painted.weight", UNITS, VALUES), weight("painted.bias", VALUES)]
flags = {part: torch.tensor(read(part, numpy.uint8).reshape(-1, VALUES)).to(FLOAT) / 255 for part in ("training", "validation", "test")}
orders = torch.tensor(read("orders", numpy.uint32).astype(numpy.int64)).reshape(-1, len(flags["training"]))
optimiser = torch.optim.SGD(weights, lr=settings["rate"])


def parts(values):
    """Half the squared error of a flag, and the penalty."""
    code = torch.sigmoid(values @ weights[0] + weights[1])
    output = torch.sigmoid(code @ weights[2] + weights[3])
    mean = code.mean(0)
    # The limits change the value and not the gradient, which brings units back that are on or off for every flag.
    mean = mean + (mean.clamp(MARGIN, 1 - MARGIN) - mean).detach()
    divergence = RHO * torch.log(RHO / mean) + (1 - RHO) * torch.log((1 - RHO) / (1 - mean))
    return ((output - values) ** 2).sum() / (2 * len(values)), BETA * divergence.sum()


def report():
    with torch.no_grad():
        measured = {part: parts(values) for part, values in flags.items()}
        return {part: {"squares": float(squares), "penalty": float(penalty)} for part, (squares, penalty) in measured.items()}


reported = {}
for epoch in range(settings["reported"][-1] + 1):
    if epoch > 0:
        for batch in orders[epoch - 1].split(settings["batch"]):
            optimiser.zero_grad(set_to_none=True)
            sum(parts(flags["training"][batch])).backward()
            optimiser.step()
    if epoch in settings["reported"]:
        reported[epoch] = report()
print(json.dumps(reported))
