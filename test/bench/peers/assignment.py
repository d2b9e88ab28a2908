"""scipy's exact assignment: assignment.py <file of places in cells, float64 x then y> <points> <columns> <rows>. The table of costs is made before the clock starts."""
import json
import resource
import sys
import time

try:
    import numpy as np
    from scipy.optimize import linear_sum_assignment
except ImportError:
    sys.exit("scipy is not installed for /usr/bin/python3 (Debian: python3-scipy)")

file, points, columns, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
x, y = np.fromfile(file, dtype=np.float64).reshape(2, points)
cell = np.arange(columns * rows)
costs = (x[:, None] - cell % columns) ** 2 + (y[:, None] - cell // columns) ** 2
linear_sum_assignment(costs[:50, :50])

cpu = time.process_time()
wall = time.perf_counter()
row, column = linear_sum_assignment(costs)
cpu = time.process_time() - cpu
wall = time.perf_counter() - wall
print(json.dumps({
    "cpu": cpu, "wall": wall, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "cost": float(costs[row, column].sum()),
}))
