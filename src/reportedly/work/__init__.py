"""A corpus → partitioned Parquet of readings, on one machine or on many, partition by partition."""
