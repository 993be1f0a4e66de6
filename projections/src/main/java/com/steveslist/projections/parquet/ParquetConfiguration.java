package com.steveslist.projections.parquet;

import com.steveslist.query.export.ParquetFiles;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Every node can make Parquet. */
@AutoConfiguration
class ParquetConfiguration {

    @Bean
    ParquetFiles parquetFiles() {
        return new DuckDbParquetFiles();
    }
}
