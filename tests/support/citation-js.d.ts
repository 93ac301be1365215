// The part of the library that the tests use; it comes without types.
declare module '@citation-js/core' {
  /** One work, as CSL-JSON has it. */
  export interface Item {
    title: string
    author?: { literal?: string; family?: string; given?: string }[]
    issued?: { 'date-parts': number[][] }
    URL: string
  }
  export class Cite {
    constructor(text: string)
    data: Item[]
  }
}
