import { arns } from "./arns";
import { object } from "./object";
import { someOf, text } from "./values";

const githubSchema = object({
  repository: text(/^[\w.-]+\/[\w.-]+$/, "a repository as owner/name"),
  subjects: someOf(
    text(
      /^(ref:refs\/(heads|tags)\/[\w./-]+|environment:[\w .-]+|pull_request)$/,
      "ref:refs/heads/BRANCH, ref:refs/tags/TAG, environment:NAME or pull_request, without a wildcard",
      "GitHub documentation, OpenID Connect, subject claims",
    ),
    "subjects",
  ),
});

export const deployersSchema = object({
  principals: someOf(arns.roleOrUser, "ARNs of roles or users"),
  github: githubSchema.optional(),
});
