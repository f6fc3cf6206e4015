/** In the place of what a page has not: asked for in branches that only Node takes. */
export default {};
