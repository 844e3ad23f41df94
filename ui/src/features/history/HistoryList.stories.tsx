import { screen } from "@/stories/story";

export default screen("/history", ["changes.list"]);
