export * from "./ahead";
export * from "./behind";
export * from "./commands";
export * from "./context";
export * from "./pages";
export * from "./selling";
export * from "./transport";
export * from "./views";
