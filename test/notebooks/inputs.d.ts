/** The package has no types of its own; tests hand it on as it is. */
declare module '@observablehq/inputs';
