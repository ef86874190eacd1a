import serverlessExpress from "@codegenie/serverless-express";
import express from "express";

const app = express();
app.get("/orders/:id", (request, response) => response.json({ id: request.params.id }));

export const handler = serverlessExpress({ app });
