/** Whether an address is one of the API for programs. */
export const isOfApi = (url: string): boolean => /^\/v1(?:[/?]|$)/.test(url)
