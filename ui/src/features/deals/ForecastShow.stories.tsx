import { opens, screen, type Stories } from "@/stories/story";

const stories: Stories = {
  ...screen("/deals/forecast", ["deals.forecast"]),
  funnel: { path: "/deals/forecast", steps: [opens("[role=tab]:nth-of-type(2)")] },
  changed: { path: "/deals/forecast", steps: [opens("[role=tab]:nth-of-type(3)")] },
  german: { path: "/deals/forecast", language: "de" },
};
export default stories;
