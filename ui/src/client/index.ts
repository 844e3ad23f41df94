export * from "./ahead";
export * from "./behind";
export * from "./commands";
export * from "./context";
export * from "./leads";
export * from "./pages";
export * from "./selling";
export * from "./transport";
