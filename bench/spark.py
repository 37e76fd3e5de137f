"""Carries Spark's benchmarks out: one order in JSON on each line of the file named first, one answer for each.

An order is {"do": NAME, ...}; its answer is a line BRAMBLE-BENCH {...} with the seconds of what is measured, what is
needed to tell whether the result is right, and the executors before and after it. Numbers that may be larger than those of
JSON are exact are texts. Data lies in HDFS where a folder is named, else on the disks of the workers.
"""

import json
import random
import sys
import time
import zlib

from pyspark import StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

orders, folder = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext


def timed(work):
    started = time.monotonic()
    result = work()
    return time.monotonic() - started, result


class InHdfs:
    """Frames of one column of text, or of any columns where they are a table, as files below the folder."""

    def keep(self, name, frame, kind="text"):
        path = f"{folder}/{name}"
        frame.write.mode("overwrite").format(kind).save(path)
        return spark.read.format(kind).load(path)

    def drop(self, frame):
        pass  # the next run overwrites it, and the whole folder is removed at the end

    def in_order(self, frame):
        # A reader packs small files together in any order; one reader for each file keeps theirs.
        files = sorted(row[0] for row in frame.select(F.input_file_name()).distinct().collect())
        return sc.union([sc.textFile(file) for file in files])


class OnWorkers:
    def keep(self, name, frame, kind="text"):
        kept = frame.persist(StorageLevel.DISK_ONLY)
        kept.count()
        return kept

    def drop(self, frame):
        frame.unpersist(blocking=True)

    def in_order(self, frame):
        return frame.rdd.map(lambda row: row[0])


place = InHdfs() if folder else OnWorkers()
made = {}


def make(name, frame, kind="text"):
    """Input, made once."""
    if name not in made:
        made[name] = place.keep(f"{name}-in", frame, kind)
    return made[name]


def checksum(column):
    """Of a row; a sum of so many is larger than a bigint can be."""
    return F.crc32(column).cast("decimal(10,0)")


def digest(column):
    """Of rows in any order."""
    return F.count("*").alias("rows"), F.sum(checksum(column)).alias("digest")


def whole(frame):
    rows, total = frame.first()
    return {"rows": rows, "digest": str(total)}


def executors():
    """Those that are there now. One that was lost and replaced has another id."""
    listed = sc._jsc.sc().statusStore().executorList(True)
    found = [listed.apply(at) for at in range(listed.size())]
    return [
        {"id": one.id(), "node": one.hostPort().rpartition(":")[0], "cores": one.totalCores()}
        for one in found
        if one.id() != "driver"
    ]


def ready(order):
    """Has every core start its Python; each task takes long enough that no node can take its neighbour's."""
    tasks = order["tasks"]
    sc.parallelize(range(tasks), tasks).foreach(lambda _: time.sleep(0.5))
    return {}


def pi(order):
    tasks, samples = order["tasks"], order["count"] // order["tasks"]

    def throw(task):
        rng = random.Random(task)
        return sum(rng.random() ** 2 + rng.random() ** 2 < 1 for _ in range(samples))

    seconds, hits = timed(lambda: sc.parallelize(range(tasks), tasks).map(throw).sum())
    return {"seconds": seconds, "hits": hits, "thrown": samples * tasks}


def words(order):
    """Lines of words, of which some are far more frequent than others."""
    word = "concat('w', cast(pow(pmod(xxhash64(id, {at}), 100000) / 100000.0, 4) * 20000 as int))"
    line = "concat_ws(' ', " + ", ".join(word.format(at=at) for at in range(order["words"])) + ") as value"
    return make("words", spark.range(order["count"]).selectExpr(line))


def word_count(order):
    text = words(order)
    each = text.select(F.explode(F.split("value", " ")).alias("word"))
    counts = each.groupBy("word").count().select(F.concat_ws("\t", "word", "count").alias("value"))
    seconds, kept = timed(lambda: place.keep("words-out", counts))
    parts = F.split("value", "\t")
    number = parts[1].cast("decimal(19,0)")
    counted = kept.select(F.sum(number).cast("bigint").alias("rows"), F.sum(checksum(parts[0]) * number).alias("digest"))
    answer = {"seconds": seconds, "made": whole(counted), "expected": whole(each.select(*digest("word")))}
    place.drop(kept)
    return answer


def rows_to_sort(order):
    """Rows of 100 bytes like TeraSort's: ten of a key, then filling."""
    row = "concat(substr(hex(xxhash64(id)), 1, 10), lpad(id, 12, '0'), repeat('x', 77)) as value"
    return make("rows", spark.range(order["count"]).selectExpr(row))


def look_at(part, rows):
    """First and last row of a part, whether it is in order, and its count and digest."""
    first = last = None
    count = total = 0
    in_order = True
    for row in rows:
        first = row if first is None else first
        in_order = in_order and (last is None or last <= row)
        last, count, total = row, count + 1, total + zlib.crc32(row.encode())
    if count:
        yield {"part": part, "first": first, "last": last, "inOrder": in_order, "rows": count, "digest": str(total)}


def sort(order):
    rows = rows_to_sort(order)
    seconds, kept = timed(lambda: place.keep("rows-out", rows.orderBy("value")))
    parts = sorted(place.in_order(kept).mapPartitionsWithIndex(look_at).collect(), key=lambda part: part["part"])
    answer = {"seconds": seconds, "parts": parts, "expected": whole(rows.select(*digest("value")))}
    place.drop(kept)
    return answer


def sql(order):
    columns = f"id % {order['groups']} as shop", "id as price", f"id % {order['remainders']} as pieces"
    table = make("sales", spark.range(order["count"]).selectExpr(*columns), "parquet")
    table.createOrReplaceTempView("sales")
    query = "select shop, count(*), sum(price), max(price), avg(pieces) from sales group by shop order by shop"
    seconds, found = timed(lambda: spark.sql(query).collect())
    return {"seconds": seconds, "found": [[str(value) for value in row[:4]] + [row[4]] for row in found]}


work = {"ready": ready, "pi": pi, "word-count": word_count, "sort": sort, "sql": sql}


def carry_out(order):
    try:
        before = executors()
        answer = work[order["do"]](order)
        return {**answer, "executors": {"before": before, "after": executors()}}
    except Exception as error:  # whatever Spark throws is that run's result, and the next one may still be tried
        return {"failed": str(error).strip().split("\n")[0][:500]}


with open(orders) as lines:
    for line in lines:
        print("BRAMBLE-BENCH " + json.dumps(carry_out(json.loads(line))), flush=True)
spark.stop()
