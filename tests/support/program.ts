/** The words after `node` that start the program, as it was built before the tests. */
export const program = ['--enable-source-maps', 'dist/main.js']
