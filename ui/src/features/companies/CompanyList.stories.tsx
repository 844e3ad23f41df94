import { screen } from "@/stories/story";

export default screen("/companies", ["companies.list"]);
