import { idOf } from "@/client/fakePeople";
import { screen } from "@/stories/story";

const path = `/deals/${idOf("deal", 0)}/edit`;
const { empty: _, ...states } = screen(path, ["deals.get"]);

export default { ...states, empty: { path: "/deals/new" }, german: { path, language: "de" as const } };
