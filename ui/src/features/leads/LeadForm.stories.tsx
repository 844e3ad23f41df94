import { idOf } from "@/client/fakePeople";
import { screen } from "@/stories/story";

const path = `/leads/${idOf("lead", 1)}/edit`;
const { empty: _, ...states } = screen(path, ["leads.get"]);

export default { ...states, empty: { path: "/leads/new" }, german: { path, language: "de" as const } };
