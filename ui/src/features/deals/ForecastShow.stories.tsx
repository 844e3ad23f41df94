import { opens, screen, type Stories } from "@/stories/story";

const stories: Stories = {
  ...screen("/deals/forecast", ["deals.forecast"]),
  funnel: { path: "/deals/forecast", steps: [opens("[role=tab]:nth-of-type(2)")] },
  sources: { path: "/deals/forecast", steps: [opens("[role=tab]:nth-of-type(3)")] },
  sourcesGerman: { path: "/deals/forecast", steps: [opens("[role=tab]:nth-of-type(3)")], language: "de" },
  changed: { path: "/deals/forecast", steps: [opens("[role=tab]:nth-of-type(4)")] },
  german: { path: "/deals/forecast", language: "de" },
};
export default stories;
