# Makes Debian's file of nginx.conf: sed -f debian.sed nginx.conf > /etc/nginx/nginx.conf
1,4d
s#^worker_processes auto;#\# Made by deploy/nginx/debian.sed.\nuser www-data;\nworker_processes auto;#
s#/tmp/nginx.pid#/run/nginx.pid#
s#/dev/stderr#/var/log/nginx/error.log#
s#/dev/stdout#/var/log/nginx/access.log#
s#/tmp/nginx-#/var/lib/nginx/#
s#listen 8080 default_server;#listen 80 default_server;\n    listen [::]:80 default_server;#
s#listen 8443 ssl http2 default_server;#listen 443 ssl http2 default_server;\n    listen [::]:443 ssl http2 default_server;#
s#server web:8000 max_fails=0;#server 127.0.0.1:8000 max_fails=0;\n    server 127.0.0.1:8001 max_fails=0;#
s#One process behind this name restarts itself#One of them listens, both while it is replaced (deploy/replace)#
s#root /etc/nginx/pages#root /srv/kotopolku/current/deploy/nginx/pages#
s#/srv/media/#/var/lib/kotopolku/media/#
