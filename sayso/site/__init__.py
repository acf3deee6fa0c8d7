"""The site: views of the records, templates, and the stamping of records into built pages."""
