"""What the score page is made of: safe markup, pictures, marked differences, and one file a section.

`page.css` and `page.js` stand here and are put into every page, so that it needs nothing else.
"""
