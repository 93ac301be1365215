/** What the record may be used under, the software apart. */
export const recordLicence = { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' }

/** What the software may be used under. */
export const softwareLicence = { name: 'MIT', url: 'https://opensource.org/license/mit' }
