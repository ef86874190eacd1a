/** Where the synthesized Terraform is, relative to the project, where nobody says otherwise. */
export const defaultOutdir = "cdktf.out";
