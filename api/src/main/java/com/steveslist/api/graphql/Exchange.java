package com.steveslist.api.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The HTTP request that a GraphQL request came with, and its response. Used by the request's own thread only. */
record Exchange(HttpServletRequest request, HttpServletResponse response) {}
