"""Counts the words of a text in HDFS and writes the counts beside it: word-count.py INPUT OUTPUT."""

import re
import sys

from pyspark.sql import SparkSession

source, target = sys.argv[1:]
spark = SparkSession.builder.appName("word count").getOrCreate()
counts = (
    spark.sparkContext.textFile(source)
    .flatMap(lambda line: re.findall(r"[^ \t\n\r\f]+", line))  # as MapReduce's example parts words
    .map(lambda word: (word, 1))
    .reduceByKey(lambda a, b: a + b)
    .sortByKey()
)
# Lines as MapReduce's own example writes them: the word, a tab, its number.
counts.map(lambda pair: f"{pair[0]}\t{pair[1]}").saveAsTextFile(target)
spark.stop()
