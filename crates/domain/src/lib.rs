//! Types and rules of public service.
