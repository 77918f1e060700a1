/** A setting that is not right. Its words name the variable and what it may be. */
export class ConfigError extends Error {}
