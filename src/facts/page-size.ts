import { type Fact, numberOf } from './fact.ts';

/** Size of a page of memory in bytes: 4096, or 16384 with the kernel that a Pi 5 starts by default. */
export const pageSizeFact: Fact<number> = { script: 'getconf PAGE_SIZE', parse: numberOf };
