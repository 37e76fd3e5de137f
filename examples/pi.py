"""Estimates pi on all workers, and says how many tasks each of them ran."""

import random
import socket
import sys
from collections import Counter

from pyspark.sql import SparkSession

parts = int(sys.argv[1]) if len(sys.argv) > 1 else 24
throws = 500_000


def throw_darts(part):
    rng = random.Random(part)
    hits = sum(rng.random() ** 2 + rng.random() ** 2 < 1 for _ in range(throws))
    return socket.gethostname(), hits


spark = SparkSession.builder.appName("pi").getOrCreate()
results = spark.sparkContext.parallelize(range(parts), parts).map(throw_darts).collect()
spark.stop()

hits = sum(part_hits for _, part_hits in results)
print(f"pi is about {4 * hits / (parts * throws):.3f}")
for host, tasks in sorted(Counter(host for host, _ in results).items()):
    print(f"{host} ran {tasks} of {parts} tasks")
