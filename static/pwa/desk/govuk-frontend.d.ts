/** The design system ships without types; the desk needs only this of it. */
declare module 'govuk-frontend' {
  type Component = new (root: Element) => object;
  export const Button: Component;
  export const ErrorSummary: Component;
  export const NotificationBanner: Component;
  export const PasswordInput: Component;
  export const SkipLink: Component;
  export function createAll(component: Component): object[];
}
