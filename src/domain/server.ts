/** Port of `bramble serve`: none that Spark, Hadoop or anything well known uses. */
export const serverPort = 8470;

/** Where the API begins, and its version. */
export const apiBase = '/api/v1';
