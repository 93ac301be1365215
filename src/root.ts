/** The folder of the project, wherever it was started from: this file is one folder below it, in src and in dist alike. */
export const projectRoot = new URL('../', import.meta.url)
