import { z } from "zod";
import { expected } from "../mistake";
import { arns } from "./arns";
import { object } from "./object";
import { text } from "./values";

const githubSchema = object({
  repository: text(/^[\w.-]+\/[\w.-]+$/, "a repository as owner/name"),
  subjects: z
    .array(
      text(
        /^(ref:refs\/(heads|tags)\/[\w./-]+|environment:[\w .-]+|pull_request)$/,
        "ref:refs/heads/BRANCH, ref:refs/tags/TAG, environment:NAME or pull_request, without a wildcard",
        "GitHub documentation, OpenID Connect, subject claims",
      ),
    )
    .min(1, expected("at least one subject")),
});

export const deployersSchema = object({
  principals: z.array(arns.roleOrUser).min(1, expected("at least one ARN of a role or a user")),
  github: githubSchema.optional(),
});
