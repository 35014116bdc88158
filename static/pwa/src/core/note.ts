/** A plain guess whether a note holds what should not be in it. It warns; it never stops anything. */

const PERSONAL = [
  /\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/, // a date, perhaps of birth
  /(?:\d[ -]?){6,}/, // a telephone or reference number
  /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/i, // a UK postcode
  /\b\d+[a-z]? \w+ (?:road|rd|street|st|lane|avenue|ave|close|drive|way|crescent)\b/i, // a house
  /\b[A-Z][a-z]+ [A-Z][a-z]+\b/, // two capitalised words running: a name
];

export function looksPersonal(note: string): boolean {
  return PERSONAL.some((pattern) => pattern.test(note));
}
