/** The design system ships without types; the desk needs only this of it. */
declare module 'govuk-frontend' {
  export function initAll(): void;
}
